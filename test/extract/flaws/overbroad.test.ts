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
	'what comes after the record was found is told as not found too': `
class Users {
	async rename(id, name) {
		try {
			const user = await this.prisma.user.update({where: {id}, data: {name}});
			await this.pubsub.publish('renamed', user);
			return left(user);
		} catch (err) {
			// flaw: overbroad
			return right(USER_NOT_FOUND);
		}
	}
}`,
	'a query that answers with nothing where nothing is found': `
async function settings(prisma, names) {
	try {
		return await prisma.settings.findMany({where: {name: {in: names}}});
	} catch {
		// flaw: overbroad
		throw new Error('not_found');
	}
}`,
	'a transaction that fails is told as not found': `
async function removeOrder(prisma, id) {
	try {
		await prisma.$transaction(async tx => tx.order.delete({where: {id}}));
	} catch {
		// flaw: overbroad
		throw new OrderNotFoundException(id);
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
	'an update of a single record that may be missing: no flaw': `
async function rename(prisma, id, name) {
	try {
		return right(await prisma.user.update({where: {id}, data: {name}}));
	} catch {
		return left(USER_NOT_FOUND);
	}
}`,
	'a lookup that throws where nothing is found, put into another form: no flaw': `
async function settings(prisma, name) {
	try {
		const found = await prisma.settings.findUniqueOrThrow({where: {name}});
		return right(cast(found));
	} catch {
		return left(SETTINGS_NOT_FOUND);
	}
}`,
	'it is told as what it is: no flaw': `
async function settings(prisma, names) {
	try {
		return await prisma.settings.findMany({where: {name: {in: names}}});
	} catch {
		return left(DATABASE_FAILED);
	}
}`,
});
