/** How people want to be notified, as a file writes it: `{ chen-hao: { digest: daily, language: zh } }`. */

import { NOTICE_GROUPS, type NoticeGroup } from '#domain/case/notice.ts'
import { NO_PREFERENCES, type NoticePreferences } from '#domain/engine/notice-timing.ts'
import type { Person } from '#domain/values/directory.ts'
import { shown } from './problem.ts'
import { minuteIn } from './read-values.ts'
import type { ReferenceDirectory } from './reference-directory.ts'
import { type Words, wordIn, wordsOf } from './words.ts'
import type { Place, YamlSource } from './yaml-source.ts'

const PREFERENCE_WORDS = {
  language: { zh: '语言' },
  digest: { zh: '汇总' },
  digestAt: { zh: '汇总时间' },
  quietHours: { zh: '免打扰' },
  muted: { zh: '不接收' },
}
export const LANGUAGE_WORDS = { zh: { zh: '中文' }, en: { zh: '英文' }, both: { zh: '双语' } } as const
const DIGEST_WORDS = { none: { zh: '无' }, daily: { zh: '每日' } } as const

export interface PersonPreferences {
  person: Person
  preferences: NoticePreferences
}

/** Preferences that the file leaves out have their defaults. */
export function preferencesByPerson(
  source: YamlSource,
  place: Place,
  directory: ReferenceDirectory,
): PersonPreferences[] {
  return source.entries(place, 'people').flatMap(([name, value]): PersonPreferences[] => {
    const person = directory.find(name)
    if (person) return [{ person, preferences: preferencesIn(source, value) }]
    source.fail(value, 'a person of db/reference/people.yaml', shown(name))
    return []
  })
}

function preferencesIn(source: YamlSource, place: Place): NoticePreferences {
  const fields = source.fields(place, PREFERENCE_WORDS, 'preferences such as {digest: daily}')
  const { quietHours } = fields
  const isQuiet = quietHours && source.value(quietHours)
  if (quietHours && typeof isQuiet !== 'boolean') source.fail(quietHours, 'true or false')
  return {
    language: oneOf(source, fields.language, LANGUAGE_WORDS) ?? NO_PREFERENCES.language,
    digest: oneOf(source, fields.digest, DIGEST_WORDS) ?? NO_PREFERENCES.digest,
    digestMinute: (fields.digestAt && minuteIn(source, fields.digestAt)) ?? NO_PREFERENCES.digestMinute,
    quietHours: isQuiet === true,
    muted: fields.muted ? groupsIn(source, fields.muted) : [],
  }
}

function oneOf<K extends string>(
  source: YamlSource,
  place: Place | undefined,
  words: Words<K>,
): K | undefined {
  if (!place) return undefined
  return wordIn(words, source.text(place, 'a word') ?? '') ?? source.fail(place, `one of ${wordsOf(words)}`)
}

const groupsIn = (source: YamlSource, place: Place): NoticeGroup[] =>
  source.items(place, 'a list of groups').flatMap((item) => oneOf(source, item, NOTICE_GROUPS) ?? [])
