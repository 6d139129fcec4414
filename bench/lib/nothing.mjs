// Nothing: imported to warm Node up.
export {};
