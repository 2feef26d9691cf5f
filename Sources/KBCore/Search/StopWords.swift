import KBText

/// Words that a question has and an answer need not have.
enum StopWords {
    private static let phrases: Set<String> = [
        "为什么", "为啥", "怎么办", "怎么回事", "怎么样", "怎么", "怎样", "什么意思", "什么", "是什么", "是啥", "啥意思", "啥",
        "哪个", "哪些", "哪一个", "哪里", "哪种", "多少", "如何", "是不是", "有没有", "能不能", "可不可以", "请问", "一下", "的时候",
        "时候", "总是", "老是", "一直", "突然", "到底", "究竟", "应该", "这个", "那个", "这种", "那种", "这样", "这是", "有个", "一个",
        "一种", "我们", "你们", "他们", "它们", "自己", "已经", "就是", "还是", "但是", "因为", "所以", "如果", "然后", "之后", "以后",
        "以前", "时", "报错", "报了", "报", "状态码", "错误码", "返回码", "代码", "出现", "提示", "显示", "遇到", "看到", "收到", "表示",
        "另一个", "另外", "另", "几个", "两个", "几百", "同一", "根本", "明明", "才能", "才", "半天", "只", "但", "还有", "的", "了", "吗",
        "呢", "吧",
        "啊", "呀", "嘛", "是", "我", "你", "他", "她", "它", "这", "那", "就", "都", "也", "又", "还", "很", "把", "给", "让",
        "么", "和", "与", "或", "及", "而", "个", "某", "咋", "咋办", "咋回事", "回事",
        "what", "why", "how", "which", "when", "where", "who", "is", "are", "was", "the", "a", "an", "of",
        "to", "in",
        "on", "for", "and", "or", "my", "me", "i", "do", "does", "did", "with", "by", "at", "be", "it",
        "code", "status",
        "error", "http", "that", "this", "means", "mean",
        "we", "you", "he", "she", "they", "us", "them", "his", "her", "our", "your", "their", "its", "am",
        "were", "been", "being", "has", "have", "had", "having", "will", "would", "can", "could", "should",
        "shall", "may", "might", "must", "from", "as", "if", "so", "than", "then", "there", "these", "those",
        "some", "such", "just", "please", "very", "while", "because", "although", "though", "but", "into",
        "say", "says", "said", "saying", "tell", "tells", "told", "telling", "getting", "whose", "whom",
    ]

    /// Words that mean something although a part of them does not.
    private static let words: Set<String> = [
        "超时", "小时", "时间", "实时", "临时", "及时", "定时", "同时", "延时", "时长", "时区", "时差", "过时", "限时", "即时", "计时",
        "时效", "时钟", "暂时", "准时", "时段", "报文", "报表", "报告", "报备", "报价", "报名", "报案", "报关", "报失", "报税", "报销",
        "报送", "申报", "上报", "回报", "举报", "汇报", "谎报", "虚报", "电报", "返还", "归还", "偿还", "还款", "还原", "还钱", "还清",
        "退还", "个人", "个体", "个税", "整个", "只读", "及格", "涉及", "参与", "给付", "和解", "饱和", "总和", "让利", "转让", "把关",
        "其他", "他人", "他行", "就诊", "就医", "就绪", "了解", "目的", "标的", "人才", "另存",
        "都市", "我行",
    ]

    /// The most Han characters in a phrase or a word.
    private static let longest =
        phrases.union(words).lazy.filter(Han.occurs).map(\.unicodeScalars.count).max() ?? 0

    /// Which units belong to such words.
    ///
    /// - Parameter units: Han characters one by one, and Latin words.
    /// - Returns: True for each unit that does.
    static func units(_ units: [String]) -> [Bool] {
        var found = [Bool](repeating: false, count: units.count)
        var index = 0
        while index < units.count {
            let (length, isWord) = longest(at: units[index...])
            if !isWord {
                for unit in index..<index + length { found[unit] = true }
            }
            index += max(1, length)
        }
        return found
    }

    /// How many units the longest phrase or word has with which they begin; 0 for none.
    private static func longest(at units: ArraySlice<String>) -> (length: Int, isWord: Bool) {
        var phrase = ""
        var found = (length: 0, isWord: false)
        for (index, unit) in units.prefix(longest).enumerated() {
            // A Latin word is a phrase by itself.
            if index > 0, !Han.occurs(in: phrase) || !Han.occurs(in: unit) { break }
            phrase += unit
            if words.contains(phrase) {
                found = (index + 1, true)
            } else if phrases.contains(phrase) {
                found = (index + 1, false)
            }
        }
        return found
    }
}
