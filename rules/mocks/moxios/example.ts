import moxios from 'moxios';

it('repeats', () => {
	// expect: moxios host api.example.com/a: status503
	moxios.stubRequest('https://api.example.com/a', {status: 503});
	// expect: moxios host api.example.com/b: success
	moxios.stubOnce('GET', 'https://api.example.com/b', {status: 200});
	// expect: moxios host api.example.com/c: network
	moxios.stubTimeout('https://api.example.com/c');
	// ok: nothing answers yet
	moxios.install();
});
