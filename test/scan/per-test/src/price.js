import {client} from './client.js';

const DEFAULT = {amount: 0};

export async function price(id) {
	try {
		return await client.get(`/price/${id}`);
	} catch {
		return DEFAULT;
	}
}
