import {HttpModule, HttpService} from '@nestjs/axios';

export const module = HttpModule.register({
	// expect: timeout arcs=fire
	timeout: 5000,
});

export class Users {
	constructor(private readonly http: HttpService) {}

	// expect: timeout arcs=fire
	find = (id: string) => this.http.get(`/users/${id}`, {timeout: 500});

	// ok: timeout
	all = () => this.http.get('/users', {timeout: 0});
}
