/// Simplified and traditional Chinese, and the words that the mainland, Taiwan and Hong Kong write differently.
///
/// All knowledge is OpenCC's, as generated tables; where one character has several forms, a table of phrases
/// decides, never a guess. For a long text the tables are decoded at first, in less than a millisecond.
public enum ChineseVariants {
    /// Returns `text` in simplified characters: 協議 becomes 协议, 乾淨 becomes 干净, 乾坤 stays.
    ///
    /// Text in either script is welcome; simplified text comes back unchanged. Words stay as they are: 伺服器
    /// remains 伺服器, see ``mainland(_:)``.
    public static func simplified(_ text: String) -> String {
        simplifier.convert(text)
    }

    /// Returns `text` in simplified characters and in the mainland's technical words: 伺服器 becomes 服务器.
    ///
    /// A word that both sides use with different meanings (文件, 程序) is replaced only in a text that is
    /// visibly traditional.
    public static func mainland(_ text: String) -> String {
        let isTraditional = simplified(text) != text
        return localizer.convert(text, isTraditional: isTraditional)
    }

    /// Returns how a document from Taiwan or Hong Kong may write `text`, most likely form first.
    ///
    /// First with Taiwan's words (服务器 becomes 伺服器), then in traditional characters only (服務器), then
    /// with a second choice of words, then in Hong Kong's characters.
    ///
    /// - Returns: At most four forms, none twice and none equal to `text`.
    public static func regional(_ text: String) -> [String] {
        let traditional = traditionalizer.convert(simplified(text))
        let forms = [
            taiwanLocalizer.convert(traditional),
            taiwanizer.convert(traditional),
            taiwanLocalizer.convert(traditional, choice: 1),
            hongKongizer.convert(traditional),
        ]
        var result: [String] = []
        for form in forms where form != text && !result.contains(form) {
            result.append(form)
        }
        return result
    }

    /// Returns the characters interchangeable with `scalar` in some text, itself first: 发 gives 发, 發, 髮.
    public static func variants(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        guard scalar.value > 0x2E7F, let others = characterVariants.value(of: scalar) else { return [scalar] }
        return [scalar] + others
    }

    private static let characterVariants = SortedLines(Tables.characterVariants)
    private static let simplifyingPhrases = PhraseTable(Tables.simplifyingPhrases)
    private static let taiwanPhrases = PhraseTable(Tables.taiwanPhrases)
    private static let traditionalCharacters = CharacterTable(Tables.traditionalCharacters)
    private static let taiwanVariants = CharacterTable(Tables.taiwanVariants)

    private static let simplifier = PhraseConverter(
        phrases: [simplifyingPhrases], characters: traditionalCharacters)
    private static let localizer = PhraseConverter(
        phrases: [PhraseTable(Tables.mainlandPhrases), simplifyingPhrases], characters: traditionalCharacters)
    private static let traditionalizer = PhraseConverter(
        phrases: [PhraseTable(Tables.traditionalPhrases)],
        characters: CharacterTable(Tables.simplifiedCharacters))
    private static let taiwanLocalizer = PhraseConverter(
        phrases: [taiwanPhrases], characters: taiwanVariants)
    private static let taiwanizer = PhraseConverter(phrases: [], characters: taiwanVariants)
    private static let hongKongizer = PhraseConverter(
        phrases: [], characters: CharacterTable(Tables.hongKongVariants))
}
