package main

import (
	"os"
	"runtime"
)

// mostJobs is more than any machine can do at a time. Each takes memory.
const mostJobs = 256

func (f *inputFlags) workers(files []string) int {
	switch {
	case f.jobs > 0:
		return min(f.jobs, mostJobs)
	case len(files) == 1 && isSmall(files[0]):
		return 1
	}
	return runtime.NumCPU()
}

// isSmall reports whether a file is done with before goroutines have begun.
func isSmall(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Size() <= 32<<10
}

// alone does everything one text after the other.
func (i *inspection) alone(f *feed, d *delivery) error {
	defer f.close()
	f.pause = func() { _ = d.flush() } // the next write fails as well
	var err error
	hand := func(b *batch) bool {
		err = b.deliver(d)
		return err == nil
	}
	b, worker := i.newBatch(hand), i.newWorker()
	for {
		it, ok := f.next()
		if !ok {
			return nil
		}
		b.reset()
		b.items = append(b.items, it)
		if b.run(worker); b.ended || !hand(b) {
			return err
		}
	}
}

// together reads in one goroutine, looks in jobs others, and delivers in this
// one, in order. No more than a fixed number of batches is under way.
func (i *inspection) together(f *feed, d *delivery, jobs int) error {
	batches := 2 * jobs
	free, work, order := make(chan *batch, batches), make(chan *batch, batches), make(chan *batch, batches)
	stop := make(chan struct{})
	defer close(stop)
	hand := func(b *batch) bool {
		b.ready <- false
		select {
		case <-b.resume:
			return true
		case <-stop:
			return false
		}
	}
	for range batches {
		free <- i.newBatch(hand)
	}
	go func() {
		defer close(order)
		defer close(work)
		f.fill(free, stop, func(b *batch) {
			work <- b
			order <- b
		})
	}()
	for range jobs {
		go func() {
			worker := i.newWorker()
			for b := range work {
				b.run(worker)
				b.ready <- true
			}
		}()
	}
	for b := range order {
		for last := false; !last; {
			last = <-b.ready
			if err := b.deliver(d); err != nil {
				return err
			}
			if err := d.flush(); err != nil {
				return err
			}
			if !last {
				b.resume <- struct{}{}
			}
		}
		free <- i.recycled(b)
	}
	return nil
}

// fill puts the texts into free batches, and sends those that are full, or have
// what there is while the feed waits for more.
func (f *feed) fill(free <-chan *batch, stop <-chan struct{}, send func(*batch)) {
	defer f.close()
	var b *batch
	f.pause = func() {
		if b != nil {
			send(b)
			b = nil
		}
	}
	for {
		it, ok := f.next()
		if !ok {
			f.pause()
			return
		}
		if b == nil {
			select {
			case b = <-free:
			case <-stop:
				return
			}
		}
		if b.take(it) {
			f.pause()
		}
	}
}

// recycled returns a batch to be filled again. One that held a large text
// gives its memory back.
func (i *inspection) recycled(b *batch) *batch {
	if cap(b.buf) > 4*batchBytes {
		return i.newBatch(b.hand)
	}
	b.reset()
	return b
}
