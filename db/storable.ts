// `JSON.stringify` escapes exactly these: the zero character and unpaired surrogates. Escaped backslashes are matched, too, so that
// their second half is not read as the start of an escape.
const SUSPECT = /\\u0000|\\ud[89a-f]/
const ESCAPES = /\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g

/**
 * Replaces characters that `jsonb` cannot store by U+FFFD. Refusals quote field names of hostile messages, and a value that PostgreSQL
 * refuses would be retried for ever.
 */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value)
  if (!SUSPECT.test(json)) return value
  return JSON.parse(json.replace(ESCAPES, (found) => (found === '\\\\' ? found : '\ufffd'))) as T
}
