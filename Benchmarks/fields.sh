#!/usr/bin/env bash
# What further columns of a table cost: the same rows without and with five of them, one after the other.
#
#     Benchmarks/fields.sh KB [ROWS]      (documents in WORK; RUNS of each, 3 by default)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
rows=${2:-1000000}
work=$(realpath "${WORK:-.build-bench}")
folder=$(mktemp -d -p "$work")
trap 'rm -rf "$folder"' EXIT

python3 - "$rows" "$folder" <<'PYTHON'
import random, sys
rows, folder = int(sys.argv[1]), sys.argv[2]
random.seed(1)
words = "订单 支付 账户 余额 不足 超时 网关 重试 签名 错误 商户 未开通 交易 关闭 失败 请求 参数 格式 过期 限流 服务 繁忙 数据 不存在 权限".split()
levels, owners = ["严重", "一般", "提示"], ["张三", "李四", "王五", "支付组", "网关组", "值班"]
modules = ["gateway", "order", "account", "risk", "settle", "notify"]
plain, wide = open(f"{folder}/plain.csv", "w"), open(f"{folder}/wide.csv", "w")
plain.write("错误码,错误信息,说明\n")
wide.write("错误码,错误信息,说明,级别,负责人,模块,HTTP 状态,起始版本\n")
for number in range(rows):
    name = "".join(random.choices(words, k=3))
    text = "".join(random.choices(words, k=random.randint(12, 40))) + "。"
    row = f"E{number},{name},{text}"
    plain.write(row + "\n")
    wide.write(f"{row},{random.choice(levels)},{random.choice(owners)},{random.choice(modules)},"
               f"{random.choice([400, 403, 404, 409, 500, 503])},v{random.randint(1, 9)}.{random.randint(0, 20)}\n")
PYTHON

echo "| rows | columns | import, s | of CPU, s | memory, MB | file, MB |"
echo "|---:|---|---:|---:|---:|---:|"
for _ in $(seq "${RUNS:-3}"); do
  for kind in plain wide; do
    export KB_DB=$folder/kb.db
    rm -f "$KB_DB"
    /usr/bin/time --format '%e %U %S %M' --output "$folder/time" \
      "$kb" import --no-portable-index --book bench "$folder/$kind.csv" >/dev/null 2>&1
    read -r seconds user system memory < "$folder/time"
    echo "| $rows | $kind | $seconds | $(echo "$user + $system" | bc) | $((memory / 1000)) | $(($(stat --format %s "$KB_DB") / 1000000)) |"
  done
done
