import {MongooseModule} from '@nestjs/mongoose';

// expect: pool arcs=exhaust,resource-error,release-on-error
export const told = MongooseModule.forRoot('mongodb://localhost/app', {
	// expect: retry arcs=retry,recover,exhaust
	retryAttempts: 3,
	// expect: timeout arcs=fire
	serverSelectionTimeoutMS: 2000,
});

// expect: pool arcs=exhaust,resource-error,release-on-error
// implicit: retry arcs=retry,recover,exhaust
export const plain = MongooseModule.forRoot('mongodb://localhost/app');

// expect: pool arcs=exhaust,resource-error,release-on-error
// ok: retry
export const once = MongooseModule.forRoot('mongodb://localhost/app', {retryAttempts: 1});
