import axios from 'axios';

const client = axios.create({
	baseURL: 'https://api.example.com',
	// expect: timeout arcs=fire
	timeout: 2000,
});

export const find = (id: string) =>
	client.get(`/users/${id}`, {
		// ok: timeout
		timeout: 0,
	});

export const save = (user: object) =>
	client.post(
		'/users',
		// ok: timeout
		{...user, timeout: 5},
		// expect: timeout arcs=fire
		{timeout: 500},
	);
