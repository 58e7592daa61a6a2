/** How people want to be notified, as a file writes it: `{ chen-hao: { digest: daily, language: zh } }`. */

import { NOTICE_GROUPS, type NoticeGroup } from '#domain/case/notice.ts'
import { NO_PREFERENCES, type NoticePreferences } from '#domain/engine/notice-timing.ts'
import type { Person } from '#domain/values/directory.ts'
import { personNamed } from './read-party.ts'
import { minuteIn, TRUE_OR_FALSE } from './read-values.ts'
import type { ReferenceDirectory } from './reference-directory.ts'
import { type Words, wordIn } from './words.ts'
import { keyOf, type Place, type YamlSource } from './yaml-source.ts'

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
  const entries = source.entries(place, { zh: '人员及其通知设置', en: 'people' })
  return entries.flatMap(([name, value]): PersonPreferences[] => {
    const person = personNamed(name, keyOf(value), { source, directory })
    return person ? [{ person, preferences: preferencesIn(source, value) }] : []
  })
}

function preferencesIn(source: YamlSource, place: Place): NoticePreferences {
  const fields = source.fields(place, PREFERENCE_WORDS, {
    zh: '通知设置，例如 {汇总: 每日}',
    en: 'preferences such as {digest: daily}',
  })
  const { quietHours } = fields
  const isQuiet = quietHours && source.value(quietHours)
  if (quietHours && typeof isQuiet !== 'boolean') source.fail(quietHours, TRUE_OR_FALSE)
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
  const text = source.text(place, { zh: '词语', en: 'a word' })
  return text === undefined ? undefined : (wordIn(words, text) ?? source.unknown(place, text, words))
}

const groupsIn = (source: YamlSource, place: Place): NoticeGroup[] =>
  source
    .items(place, { zh: '类别列表', en: 'a list of groups' })
    .flatMap((item) => oneOf(source, item, NOTICE_GROUPS) ?? [])
