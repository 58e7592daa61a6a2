import { addDays, type PlainDate, plainDate } from './plain-date.ts'

// 元旦, 劳动节 (2 days), 国庆节 (3 days): 全国年节及纪念日放假办法 (2024-11-10) [C:S12].
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']

// The festivals of the lunar calendar and 清明, which are known before any notice. For each year: 初一 of 春节, 清明,
// 端午, 中秋. Computed with tyme4ts 1.5 and checked against an ephemeris (new moons and the sun's longitude in
// UTC+8). Do not compute them with `Intl`: the Chinese calendar of Node 20 has 春节 of 2027 and 2030 on the wrong day.
const FESTIVALS: Record<string, readonly [springFestival: string, ...others: string[]]> = {
  '2027': ['02-06', '04-05', '06-09', '09-15'],
  '2028': ['01-26', '04-04', '05-28', '10-03'],
  '2029': ['02-13', '04-04', '06-16', '09-22'],
  '2030': ['02-03', '04-05', '06-05', '09-12'],
  '2031': ['01-23', '04-05', '06-24', '10-01'],
  '2032': ['02-11', '04-04', '06-12', '09-19'],
  '2033': ['01-31', '04-04', '06-01', '09-08'],
  '2034': ['02-19', '04-05', '06-20', '09-27'],
  '2035': ['02-08', '04-05', '06-10', '09-16'],
  '2036': ['01-28', '04-04', '05-30', '10-04'],
  '2037': ['02-15', '04-04', '06-18', '09-24'],
  '2038': ['02-04', '04-05', '06-07', '09-13'],
  '2039': ['01-24', '04-05', '05-27', '10-02'],
  '2040': ['02-12', '04-04', '06-14', '09-20'],
}

/**
 * Whether `d` is a holiday by law alone, before any yearly notice moves days: 全国年节及纪念日放假办法
 * (2024-11-10) [C:S12]. Festivals of the lunar calendar and 清明 are known for 2027-2040; for other years only the
 * holidays with a fixed date are known. Days off instead of holidays on a weekend are fixed by the notice.
 */
export function isLegalHoliday(d: PlainDate): boolean {
  if (FIXED.includes(d.slice(5))) return true
  const year = d.slice(0, 4)
  const festivals = FESTIVALS[year]
  if (!festivals) return false
  const [springFestival, ...others] = festivals
  if (others.includes(d.slice(5))) return true
  const firstDay = plainDate(`${year}-${springFestival}`)
  // 除夕 to 初三.
  return d >= addDays(firstDay, -1) && d <= addDays(firstDay, 2)
}
