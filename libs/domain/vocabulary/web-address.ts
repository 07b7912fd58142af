/** An address on the web, as far as a rule can tell: whether anything stands there is not for it to ask. */
export const isWebAddress = (address: string): boolean =>
  /^https?:\/\/[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?$/u.test(address);
