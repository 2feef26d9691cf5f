/// A value that the user may choose, and what has chosen it.
struct Setting<Value> {
    var value: Value
    var origin: SettingOrigin
}
