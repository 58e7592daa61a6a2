/** The boxes of everybody's inbox. */
export const BOX_TITLES = {
  mine: { zh: '我的待办', en: 'mine' },
  group: { zh: '本单位待办', en: 'of my group' },
  waiting: { zh: '等待他人', en: 'waiting for others' },
  done: { zh: '已办', en: 'done' },
  copied: { zh: '抄送我的', en: 'copied to me' },
  overdue: { zh: '超期', en: 'overdue' },
} as const satisfies Record<string, { zh: string; en: string }>

export type Box = keyof typeof BOX_TITLES
export const BOXES = Object.keys(BOX_TITLES) as Box[]
