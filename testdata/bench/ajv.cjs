// Validates each line of a file with a schema that ajv has compiled.
const fs = require("fs");
const readline = require("readline");
const Ajv = require("ajv/dist/2020");
const addFormats = require("ajv-formats");

const [schema, file] = process.argv.slice(2);
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema)));
let invalid = 0;
readline
  .createInterface({ input: fs.createReadStream(file) })
  .on("line", (line) => { if (!validate(JSON.parse(line))) invalid++; })
  .on("close", () => console.log(invalid, "invalid"));
