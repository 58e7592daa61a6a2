/** The fixed words of a plan's contents in Chinese. */
import type { Words } from '../words.ts'

const VERDICTS: Words<string> = {
  approve: { zh: '批准' },
  return: { zh: '退回修改' },
  refuse: { zh: '不予批准' },
}

export const CHOICES: readonly Words<string>[] = [VERDICTS]
