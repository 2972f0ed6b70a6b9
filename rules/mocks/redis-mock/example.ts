import redis from 'redis-mock';

// expect: redis-mock module redis: success (happy-path)
const client = redis.createClient();
// ok: a command
client.get('a');
