/** Takes the rejection of a promise that came where a plain value was expected. Without a handler it would end the process. */
export function ignoreRejection(value: unknown): void {
  void Promise.resolve(value).catch(() => undefined);
}
