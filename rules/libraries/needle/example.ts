import needle from 'needle';

needle.defaults({
	// expect: timeout arcs=fire
	open_timeout: 5000,
});

export const find = (id: string) =>
	needle('get', `https://api.example.com/users/${id}`, {
		// expect: timeout arcs=fire
		response_timeout: 2000,
	});

export const save = (user: object) =>
	needle.post(
		'https://api.example.com/users',
		// ok: timeout
		{...user, timeout: 5},
		{
			json: true,
			// expect: timeout arcs=fire
			timeout: 500,
			// expect: timeout arcs=fire
			read_timeout: 800,
		},
		error => console.warn(error),
	);

export const stream = (url: string) =>
	needle
		.get(url, {
			// expect: timeout arcs=fire
			read_timeout: 1000,
		})
		.on('timeout', () => console.warn('slow'));

// implicit: timeout arcs=fire
export const plain = (url: string) => needle('get', url);

// ok: timeout
export const patient = (url: string) => needle.get(url, {open_timeout: 0});
