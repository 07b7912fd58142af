/** Who gets the public events: from configuration, checked before anything starts. */

export interface ReceiverAddress {
  /** Stands in job ids, in the delivery log and in metrics; the url does not. */
  readonly name: string;
  readonly url: string;
}

/** Everything that is wrong with the list. */
export class BadReceivers extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
    this.name = 'BadReceivers';
  }
}

/**
 * @param text JSON: `[{"name":"region","url":"https://region.example/events"}]`; an empty text is an empty list
 * @throws BadReceivers
 */
export const parseReceivers = (text: string): readonly ReceiverAddress[] => {
  if (text.trim() === '') return [];
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    throw new BadReceivers(['not JSON']);
  }
  if (!Array.isArray(list)) throw new BadReceivers(['a JSON array is expected']);
  const problems: string[] = [];
  const names = new Set<string>();
  const receivers = list.map((item: unknown, index): ReceiverAddress => {
    const { name, url, ...others } = (item ?? {}) as { [key: string]: unknown };
    const at = `[${index}]`;
    if (typeof name !== 'string' || !/^[a-z][a-z0-9-]{0,62}$/.test(name)) {
      problems.push(`${at}.name must be lower-case letters, digits and hyphens, a letter first`);
    } else if (names.has(name)) problems.push(`${at}.name ${name} is there twice`);
    else names.add(name);
    const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
      problems.push(`${at}.url must be an http or https address`);
    } else if (parsed.username !== '' || parsed.password !== '') {
      problems.push(`${at}.url must not hold a password`);
    }
    if (Object.keys(others).length > 0) problems.push(`${at} has unknown ${Object.keys(others).join(', ')}`);
    return { name: String(name), url: String(url) };
  });
  if (problems.length > 0) throw new BadReceivers(problems);
  return receivers;
};
