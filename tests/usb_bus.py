"""A USB bus with one printer on it, below pyusb: the library runs, the wires are ours.

It behaves as libusb does where that matters: a read that finds nothing runs out of time, a read
smaller than the packet that came is an overflow, and who has no right is refused at the door.
"""

import errno
from types import SimpleNamespace as Facts

import usb.core
from fake_printer import READY
from usb.backend import IBackend

MAKER, MODEL, SERIAL = 0x04B8, 0x0E15, "J5XK000001"
OUT, IN, STRING = 0x01, 0x82, 0x03
PRINTER, MAKERS_OWN, KEYBOARD = 7, 0xFF, 3


class Bus(IBackend):
    """`data` is what the printer is to print; `says` its answers to DLE EOT 1 to 4.

    `leaves_after` so many bytes of that it is pulled out. `kind` is its interface's class.
    `is_held`: the system's own driver has it. `is_open_to_us` False: we have no right to it.
    """

    def __init__(
        self,
        *,
        says: bytes = READY,
        kind: int = PRINTER,
        leaves_after: int | None = None,
        is_held: bool = False,
        is_open_to_us: bool = True,
    ) -> None:
        self.data, self.is_held, self.is_claimed = b"", is_held, False
        self._says, self._kind, self._leaves_after = says, kind, leaves_after
        self._is_open_to_us, self._packets = is_open_to_us, []

    def enumerate_devices(self):
        yield self

    def get_device_descriptor(self, dev):
        return Facts(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=MAKER, idProduct=MODEL,
            bcdDevice=0x100, iManufacturer=0, iProduct=0, iSerialNumber=3, bNumConfigurations=1,
            address=5, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev, config):
        if config:
            raise IndexError
        return Facts(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev, intf, alt, config):
        if intf or alt:
            raise IndexError
        return Facts(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=self._kind, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
            extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev, ep, intf, alt, config):
        return Facts(
            bLength=7, bDescriptorType=5, bEndpointAddress=(OUT, IN)[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev):
        if not self._is_open_to_us:
            raise usb.core.USBError("Access denied (insufficient permissions)", -3, errno.EACCES)
        return self

    def close_device(self, dev_handle):
        pass

    def get_configuration(self, dev_handle):
        return 1

    def is_kernel_driver_active(self, dev_handle, intf):
        return self.is_held

    def detach_kernel_driver(self, dev_handle, intf):
        self.is_held = False

    def attach_kernel_driver(self, dev_handle, intf):
        self.is_held = True

    def claim_interface(self, dev_handle, intf):
        if self.is_held:
            raise usb.core.USBError("Resource busy", -6, errno.EBUSY)
        self.is_claimed = True

    def release_interface(self, dev_handle, intf):
        self.is_claimed = False

    def ctrl_transfer(self, dev_handle, request_type, request, value, index, data, timeout):
        """Its texts: the languages it has, and its serial number."""
        asked = "\u0409" if value == STRING << 8 else SERIAL
        text = asked.encode("utf-16-le")
        answer = bytes((len(text) + 2, STRING)) + text
        for at, byte in enumerate(answer[: len(data)]):
            data[at] = byte
        return min(len(answer), len(data))

    def bulk_write(self, dev_handle, ep, intf, data, timeout):
        if self._leaves_after is not None and len(self.data) >= self._leaves_after:
            raise usb.core.USBError("No such device", -4, errno.ENODEV)
        part = bytes(data)
        if part.startswith(b"\x10\x04"):
            self._packets.append(self._says[part[2] - 1 : part[2]])
        elif part == b"\x1dr\x01":
            self._packets.append(b"\x14\x00\x00\x00\x00" if self._says else b"")
        else:
            self.data += part
        return len(part)

    def bulk_read(self, dev_handle, ep, intf, buff, timeout):
        packet = self._packets.pop(0) if self._packets else b""
        if not packet:
            raise usb.core.USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        if len(buff) < len(packet):
            raise usb.core.USBError("Overflow", -8, errno.EOVERFLOW)
        for at, byte in enumerate(packet):
            buff[at] = byte
        return len(packet)
