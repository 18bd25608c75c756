export {readManifest} from './manifest.js'
export {stageExport} from './stage-export.js'
