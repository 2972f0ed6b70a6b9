import {client} from './client.js';

export async function stock(id) {
	try {
		return await client.get(`/stock/${id}`);
	} catch {
		return {count: 0};
	}
}
