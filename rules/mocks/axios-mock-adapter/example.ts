import axios from 'axios';
import MockAdapter from 'axios-mock-adapter';

it('repeats', () => {
	const mock = new MockAdapter(axios);
	// expect: axios-mock-adapter axios.get: network once
	mock.onGet('/users').networkErrorOnce();
	// expect: axios-mock-adapter axios.post: status500
	mock.onPost('/users').reply(500);
	// expect: axios-mock-adapter axios.put: after 2000, status500
	mock.onPut('/users').withDelayInMs(2000).reply(500);
	// ok: the real one answers
	mock.onGet('/ping').passThrough();
});
