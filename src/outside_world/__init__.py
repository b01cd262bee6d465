"""外の世界 — banks, sign-in, tax office, registers, mail: the other side, over real protocols.

Everything here is a sample (見本). The product is pointed at it by configuration alone; this
package imports nothing of the product but ``kyosai.basis``.
"""
