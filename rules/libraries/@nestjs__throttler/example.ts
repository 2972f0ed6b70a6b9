import {Module} from '@nestjs/common';
import {SkipThrottle, Throttle, ThrottlerModule} from '@nestjs/throttler';
import * as throttler from '@nestjs/throttler';

@Module({
	imports: [
		// expect: limiter arcs=reject
		ThrottlerModule.forRoot([{ttl: 60_000, limit: 10}]),
		// expect: limiter arcs=reject
		throttler.ThrottlerModule.forRootAsync({useFactory: () => [{ttl: 1000, limit: 3}]}),
	],
})
export class AppModule {}

export class UsersController {
	// expect: limiter arcs=reject
	@Throttle({default: {limit: 3, ttl: 60_000}})
	list() {
		return [];
	}

	// ok: limiter
	@SkipThrottle()
	find() {
		return {};
	}
}
