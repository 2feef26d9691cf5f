import KBPresentation

/// The words of the pages, in the reader's language.
enum Words {
    /// All of them, by the names that templates use.
    static var view: View { Language.current == .zh ? chinese : english }

    private static let chinese = View(all.mapValues { HTML($0.zh) })
    private static let english = View(all.mapValues { HTML($0.en) })

    /// What the help page says, a paragraph each.
    static var help: HTML {
        let paragraphs = [
            message(
                zh: "输入记得的东西：代码、名称、半句话、简体或繁体、拼音。地址 /http/404 永远有效，停用的代码也在。",
                en:
                    "Type what you remember: a code, a name, half a sentence, simplified or traditional characters, pinyin. An address such as /http/404 stays valid for ever, also for codes that are retired."
            ),
            message(
                zh: "团队的笔记在书的原文上面。笔记是 Markdown：**粗**、`代码`、列表、表格、链接；文字里的 #标签 就是标签。",
                en:
                    "What the team has noted stands above the book's own text. Notes are Markdown: **bold**, `code`, lists, tables, links; a #tag in the text is a tag."
            ),
            message(
                zh: "在说明里选几个字，可以只给这几个字写批注。导入新版文档之后，批注跟着原文走；原文没有了，批注还在。",
                en:
                    "Select some words of a description to annotate only these. When a newer edition is imported, annotations follow their words; where the words have gone, the annotation stays."
            ),
            message(
                zh: "“日志”一页里粘贴一段日志或一个堆栈，里面的代码连同笔记都列出来；贴的内容不保存。",
                en:
                    "On the page “Scan” paste a piece of a log or a stack trace: its codes are listed with their notes. What you paste is kept nowhere."
            ),
        ]
        return HTML.joined(paragraphs.map { "<p>\($0)</p>" })
    }

    private static let all: [String: (zh: String, en: String)] = [
        "skip": ("跳到正文", "Skip to the content"),
        "home": ("首页", "Home"),
        "site": ("全站", "Site"),
        "search": ("查找", "Search"),
        "placeholder": ("404、限流、bad gateway、chongdingxiang", "404, rate limit, bad gateway, 限流"),
        "go": ("查", "Search"),
        "books": ("书", "Books"),
        "book": ("书", "Book"),
        "log": ("改动", "Changes"),
        "scan": ("日志", "Scan"),
        "help": ("帮助", "Help"),
        "close": ("关闭", "Close"),
        "keys": ("按键", "Keys"),
        "keySearch": ("查找", "search"),
        "keyChoose": ("选一个结果，打开", "choose a result, open it"),
        "keyEscape": ("回到查找，清空", "back to the search, clear it"),
        "keyNote": ("写笔记", "write a note"),
        "keyNext": ("上一个、下一个代码", "the code before, the next one"),
        "keyHelp": ("这份说明", "this list"),
        "lead": ("这个代码是什么意思，团队踩过什么坑。", "What a code means, and what your team has learnt about it."),
        "try": ("试试：", "Try:"),
        "recent": ("最近的笔记", "Recent notes"),
        "allNotes": ("全部笔记", "All notes"),
        "noBooks": (
            "还没有书。先在命令行导入一本：kb import http",
            "There is no book yet. Import one on the command line: kb import http"
        ),
        "inBooks": ("按书看", "By book"),
        "perhaps": ("是不是要找", "Did you mean"),
        "notes": ("团队笔记", "The team's notes"),
        "text": ("书里的说明", "What the book says"),
        "retired": (
            "已停用：新版文档里没有这个代码了。笔记和地址都还在。",
            "Retired: the newest edition does not have this code any more. Its notes and its address stay."
        ),
        "removed": ("这条笔记已删除，还能恢复。", "This note was removed; it can be restored."),
        "copyLink": ("复制链接", "Copy link"),
        "copyMarkdown": ("复制 Markdown", "Copy Markdown"),
        "copied": ("已复制", "Copied"),
        "failed": ("没有成功", "That did not work"),
        "changed": ("有新的改动，刷新可见", "Something has changed: reload to see it"),
        "aliases": ("也叫", "Also called"),
        "changeAliases": ("加别名、删别名", "Add or remove names"),
        "alias": ("别名", "Another name"),
        "aliasHint": ("大家平时怎么叫它", "What people call it"),
        "add": ("加上", "Add"),
        "seeAlso": ("另见", "See also"),
        "namesakes": ("别的书里", "In other books"),
        "write": ("写笔记", "Write a note"),
        "bodyHint": ("发生过什么，怎么办的。可以用 Markdown。", "What happened, and what helped. Markdown works."),
        "tags": ("标签", "Tags"),
        "tagsHint": ("nginx 值班", "nginx oncall"),
        "passage": ("只针对原文里的一段", "About some words of the text only"),
        "passageLabel": ("原文，一字不差", "The words, exactly as they stand"),
        "save": ("保存", "Save"),
        "cancel": ("取消", "Cancel"),
        "annotate": ("给这几个字写批注", "Annotate these words"),
        "edit": ("修改", "Edit"),
        "history": ("历史", "History"),
        "decide": ("有两个版本，选一个", "Two versions: decide"),
        "lost": ("（原文已变）", "(no longer in the text)"),
        "neighbours": ("前后的代码", "Neighbours"),
        "several": ("在几本书里都有", "stands in several books"),
        "classes": ("类别", "Classes"),
        "first": ("从头", "From the start"),
        "more": ("后面的", "More"),
        "nothing": ("没有。", "Nothing here."),
        "download": ("下载：", "Download:"),
        "logTitle": ("改动", "Changes"),
        "scanTitle": ("日志里有哪些代码", "Which codes are in a log"),
        "scanLabel": ("粘贴日志或堆栈，不会保存", "Paste a piece of a log or a stack trace; it is kept nowhere"),
        "scanGo": ("找代码", "Find codes"),
        "anyBook": ("各书", "any"),
        "noCodes": ("这段文字里没有认得的代码。", "No code that is known stands in this text."),
        "remove": ("删除", "Remove"),
        "reallyRemove": ("确定删除", "Yes, remove it"),
        "restore": ("恢复成这样", "Restore this"),
        "nowSays": ("现在的文字", "What it says now"),
        "conflicts": ("两个版本的笔记", "Notes with two versions"),
        "noConflicts": ("没有。每条笔记都只有一个版本。", "None. Every note has one version."),
        "conflictTitle": ("这条笔记有冲突", "This note is in conflict"),
        "conflictLead": (
            "留一个版本，或在下面合成一个。另外的版本留在历史里。",
            "Keep one version, or join them below. The others stay in its history."
        ),
        "keepThis": ("留这个", "Keep this"),
        "joinBoth": ("合成一个", "Join them"),
        "login": ("登录", "Log in"),
        "logout": ("退出", "Log out"),
        "loginToWrite": ("登录后可以写笔记", "Log in to write notes"),
        "token": ("令牌", "Token"),
        "tokenHint": (
            "令牌由管理这台服务器的人发：kb serve token add", "Whoever runs this server gives tokens: kb serve token add"
        ),
        "kept": ("您写的文字", "What you wrote"),
    ]
}
