/** URL parsers remove segments of one or two dots, so such ids are sent behind a `~`; so are dots that already have that prefix. */
const dots = /^~*\.{1,2}$/;

/** The names in braces of a path, in their order. */
export function pathMembers(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

/** A segment that no id has. A lone tilde would not do: a person may have it for an id. */
const noId = encodeURIComponent('@');

/** A path with its members filled in. Every id comes back as it was, whatever it is made of; a value that is not text becomes a segment that is not an id. */
export function fillPath(path: string, request: { readonly [member: string]: unknown }): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = request[name];
    return typeof id === 'string' && id !== '' ? encodeSegment(id) : noId;
  });
}

/** One id as a segment of a path. */
function encodeSegment(id: string): string {
  return dots.test(id) ? `~${id}` : encodeURIComponent(id.toWellFormed());
}

/** The id in a segment that is decoded already. */
export function decodeSegment(segment: string): string {
  return segment.startsWith('~') && dots.test(segment) ? segment.slice(1) : segment;
}
