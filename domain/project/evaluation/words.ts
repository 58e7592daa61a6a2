/** The fixed words of evaluation: lists that types, schemas, tables and screens are derived from. */

/** O&M gates 1 to 3 (rulebook §2.8). */
export const GATES = ['sharing', 'register', 'security'] as const
export type Gate = (typeof GATES)[number]

export const GATE_TITLES: Readonly<Record<Gate, { zh: string; en: string }>> = {
  sharing: { zh: '数据共享', en: 'sharing of data' },
  register: { zh: '国家政务信息系统总目录', en: 'systems register' },
  security: { zh: '密码应用和网络安全', en: 'cryptography and network security' },
}

export const GATE_STATUSES = ['met', 'unmet'] as const
export type GateStatus = (typeof GATE_STATUSES)[number]
