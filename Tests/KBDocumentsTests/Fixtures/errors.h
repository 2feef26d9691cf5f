#ifndef E_H
#define E_H
#define EPERM 1 /* Operation not permitted */
#define	ENOENT		 2	/* No such file or directory */
#define BASE 1000
#define E_A (BASE + 1) // 甲
#define E_HEX 0x80070005L
#define F(x) (x)
enum status { S_OK, S_FAIL = -1, S_X = BASE + 5, /* 五 */ };
#endif
