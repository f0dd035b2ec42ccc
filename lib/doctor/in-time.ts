import { describeError } from '@/lib/log'
import { type Finding, warning } from './finding'

const AGAIN = 'Run the doctor again.'

/** Runs a check. One that takes longer or fails becomes a finding, so that the others are reported nevertheless. */
export async function inTime(
  name: string,
  check: () => Finding[] | Promise<Finding[]>,
  seconds: number,
): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Finding[]>((resolve) => {
    const finding = warning(name, `Not checked: no answer within ${seconds} seconds.`, AGAIN)
    timer = setTimeout(() => resolve([finding]), seconds * 1000)
  })
  try {
    return await Promise.race([check(), late])
  } catch (error) {
    const says = `Not checked: ${describeError(error).error}`
    return [warning(name, says, `${AGAIN} If it fails again, report it as a bug.`)]
  } finally {
    clearTimeout(timer)
  }
}
