/** Splits a name into what stands before, in and after the typed beginning of one of its words; no match: all before. */
export function matchedPart(name: string, typed: string): [before: string, match: string, after: string] {
  const word = typed.trim().split(/\s+/)[0]?.toLocaleLowerCase('uk') ?? '';
  if (word === '') return [name, '', ''];
  const lower = name.toLocaleLowerCase('uk');
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(lower[at - 1] ?? '')) return [name.slice(0, at), name.slice(at, at + word.length), name.slice(at + word.length)];
  }
  return [name, '', ''];
}
