import fetchMock from 'jest-fetch-mock';

it('repeats', () => {
	// expect: mocked jest-fetch-mock.fetchMock: network once, status503
	fetchMock.mockRejectOnce(new Error('down')).mockResponse('', {status: 503});
	// ok: switching it on says nothing yet
	fetchMock.enableMocks();
});
