import {PrismaClient} from '@prisma/client';

const prisma = new PrismaClient();

export const move = (from: string, to: string, amount: number) =>
	prisma.$transaction(
		async transaction => {
			await transaction.account.update({where: {id: from}, data: {balance: {decrement: amount}}});
			await transaction.account.update({where: {id: to}, data: {balance: {increment: amount}}});
		},
		{
			// expect: timeout arcs=fire
			maxWait: 1000,
			// expect: timeout arcs=fire
			timeout: 10_000,
		},
	);

export const plain = (id: string) =>
	// implicit: timeout arcs=fire
	prisma.$transaction(async transaction => transaction.account.delete({where: {id}}));

// ok: timeout
export const both = () => prisma.$transaction([prisma.account.findMany(), prisma.user.findMany()]);

export const strict = new PrismaClient({
	transactionOptions: {
		// expect: timeout arcs=fire
		timeout: 2000,
	},
});
