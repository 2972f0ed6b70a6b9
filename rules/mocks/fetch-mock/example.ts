import fetchMock from 'fetch-mock';

it('repeats', () => {
	// expect: fetch-mock host api.example.com/a: network once
	fetchMock.getOnce('https://api.example.com/a', {throws: new TypeError('down')});
	// expect: fetch-mock host api.example.com/b: status503
	fetchMock.post('https://api.example.com/b', 503);
	// expect: fetch-mock host api.example.com/c: status503 once
	fetchMock.once('https://api.example.com/c', 503);
	// ok: it says nothing
	fetchMock.clearHistory();
});
