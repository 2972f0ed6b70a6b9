it('repeats', () => {
	// expect: timers fake, advance 1000
	cy.clock();
	cy.tick(1000);
	// expect: cypress host api.example.com/a: network
	cy.intercept('GET', 'https://api.example.com/a', {forceNetworkError: true});
	// expect: cypress host api.example.com/b: after 2000, status503
	cy.intercept({method: 'POST', url: 'https://api.example.com/b'}, {statusCode: 503, delay: 2000});
	// expect: cypress host api.example.com/c: network
	cy.intercept('https://api.example.com/c', request => {
		request.destroy();
	});
	// ok: it only watches
	cy.intercept('https://api.example.com/d').as('d');
});
