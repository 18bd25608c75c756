export {writeZip, type ZipInput, type ZipOptions} from './write-zip.js'
