import mongoose from 'mongoose';

export const open = () =>
	// expect: pool arcs=exhaust,resource-error,release-on-error
	mongoose.connect('mongodb://localhost/app', {
		// expect: timeout arcs=fire
		serverSelectionTimeoutMS: 2000,
	});

// ok: pool
export const User = mongoose.model('User', new mongoose.Schema({name: String}));
