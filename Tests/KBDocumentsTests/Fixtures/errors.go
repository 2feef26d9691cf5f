package errs

import "errors"

// Code is a code.
type Code int

const (
	// ErrNotFound is returned when the thing is gone.
	ErrNotFound Code = 40401 // 资源不存在
	ErrTimeout  Code = 40801 // 超时。请稍后重试
	_
	ErrBase = iota + 100
	ErrNext
	/* ErrThird 第三个 */
	ErrThird
)

const MaxRetries = 3

var (
	ErrParam = errcode.New(10001, "参数错误")
	ErrIO    = errors.New("io")
)

var text = map[Code]string{
	ErrNext: "下一个",
}
