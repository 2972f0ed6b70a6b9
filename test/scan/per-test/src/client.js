/** Talks to the supplier. */
export const client = {
	async get(path) {
		const answer = await fetch(`${process.env.SUPPLIER}${path}`);
		return answer.json();
	},
};
