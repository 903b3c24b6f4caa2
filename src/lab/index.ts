/** Reserved: properties and arbitraries for testing mechanisms will live here. */
export {};
