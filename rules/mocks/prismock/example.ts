import {PrismockClient} from 'prismock';

// expect: prismock module @prisma/client: success (happy-path)
const prisma = new PrismockClient();
// ok: a query
await prisma.user.findMany();
