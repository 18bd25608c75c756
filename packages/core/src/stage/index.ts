export {fingerprint} from './fingerprint.js'
export {stageExport} from './stage-export.js'
