import { curlSample } from './curl.ts'
import { javaSample } from './java.ts'
import { javascriptSample } from './javascript.ts'
import { phpSample } from './php.ts'
import { pythonSample } from './python.ts'
import type { SampleCall } from './sample-call.ts'

/** Complete programs: saved to a file of this name and run, they make the call. */
export const SAMPLE_LANGUAGES: readonly { id: string, title: string, fileName: string, write: (call: SampleCall) => string }[] = [
  { id: 'curl', title: 'curl', fileName: 'call.sh', write: curlSample },
  { id: 'javascript', title: 'JavaScript', fileName: 'call.mjs', write: javascriptSample },
  { id: 'php', title: 'PHP', fileName: 'call.php', write: phpSample },
  { id: 'python', title: 'Python', fileName: 'call.py', write: pythonSample },
  { id: 'java', title: 'Java', fileName: 'Call.java', write: javaSample },
]
