import test from 'ava';
import {describeFlaws} from './expect-flaws.ts';

describeFlaws(test, {
	'a bad request ends the process': `
app.post('/orders', async (req, res) => {
	try {
		res.json(await orders.create(req.body));
	} catch (err) {
		console.error(err);
		// flaw: overbroad
		process.exit(1);
	}
});`,
	'an outage answers 404': `
async function getOrder(req, res) {
	try {
		const order = await orders.find(req.params.id);
		const items = await stock.of(order);
		res.json(format(order, items));
	} catch {
		// flaw: overbroad
		res.status(404).end();
	}
}`,
	'a bug is thrown as not found': `
class Contexts {
	async get(request) {
		try {
			const context = await this.service.get(request.params.name);
			this.audit(context);
			return this.format(context, serialize(context));
		} catch (_err) {
			// flaw: overbroad
			throw new NotFoundError('no such context');
		}
	}
}`,

	'a program that ends: no flaw': `
async function main() {
	try {
		await migrate(await connect());
	} catch (err) {
		console.error(err);
		process.exit(1);
	}
}
main();`,
	'a command with a request that is none of a server: no flaw': `
async function run(request) {
	try {
		await submit(request);
	} catch (err) {
		process.exit(2);
	}
}`,
	'a single lookup: no flaw': `
async function getFile(req, res) {
	try {
		await access(req.params.path);
	} catch {
		return res.status(404).end();
	}
	res.end();
}`,
	'a token that is checked and looked up: no flaw': `
async function page(token) {
	try {
		const {id} = verify(token);
		if (!(await isValid(id))) notFound();
	} catch {
		notFound();
	}
	return render();
}`,
	'the error is looked at: no flaw': `
async function getOrder(req, res, next) {
	try {
		const order = await orders.find(req.params.id);
		const items = await stock.of(order);
		res.json(format(order, items));
	} catch (err) {
		if (err.code !== 'NOT_FOUND') return next(err);
		res.status(404).end();
	}
}`,
});
