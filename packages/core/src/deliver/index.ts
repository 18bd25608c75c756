export {deliver} from './deliver.js'
export {realTiming, type Timing} from './timing.js'
