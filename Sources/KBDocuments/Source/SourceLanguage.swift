/// A language of programs whose constants are read.
enum SourceLanguage {
    case go, java, typeScript, proto, c, rust, python
}
