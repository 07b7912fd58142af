/** How an answer that is a file says its name. */

/**
 * Value of `content-disposition` (RFC 6266).
 * @param plain in ASCII, without quotes
 * @param title the name in Russian, for whoever understands it
 */
export const attachment = (plain: string, title?: string): string =>
  `attachment; filename="${plain}"${title === undefined ? '' : `; filename*=UTF-8''${encodeURIComponent(title)}`}`;
