import KBPresentation

/// What `kb` alone says.
enum FirstSteps {
    static var blocks: [HelpBlock] {
        HelpBlock.blocks(
            of: message(
                zh: """
                    kb：一个文件里的代码知识库。
                      kb import http  导入一份文档；以后导入新版，笔记都在
                      kb query 重定向  查：代码、名称、词、半句话、拼音都行
                      kb show 404  看一个代码的全部
                      kb list 4xx  列出一类代码
                    kb --help 列出全部命令，kb help 命令 说明一个命令。
                    """,
                en: """
                    kb: a knowledge base of codes in one file.
                      kb import http  import a document; newer editions keep your notes
                      kb query redirect  find a code by number, name, word, half a sentence, pinyin
                      kb show 404  everything about one code
                      kb list 4xx  the codes of a class
                    kb --help lists all commands, kb help COMMAND explains one.
                    """))
    }
}
