import { problem } from '@/app/_http/json/problem'
import { fail } from '@/lib/result'

const nothing = async () => problem(fail('not-found'))

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT }
