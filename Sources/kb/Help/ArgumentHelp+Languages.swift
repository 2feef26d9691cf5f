import ArgumentParser
import KBPresentation

extension ArgumentHelp {
    /// A sentence about an argument in the user's language.
    ///
    /// Inside a command `message(zh:en:)` goes by the name `kb.message`, because commands have a `message` of
    /// their own.
    ///
    /// - Parameters:
    ///   - zh: The sentence in Chinese.
    ///   - en: The sentence in English.
    ///   - value: What stands for the argument's value.
    init(zh: @autoclosure () -> String, en: @autoclosure () -> String, _ value: ValueName? = nil) {
        self.init(message(zh: zh(), en: en()), valueName: value?.text)
    }
}
